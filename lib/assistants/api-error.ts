/** A refusal in the published shape `{ error: { message, type, param, code } }`. Thrown by operations, answered by lib/api. */
export class ApiError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(status: number, message: string, param: string | null = null, code: string | null = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.param = param;
    this.code = code;
  }

  get body() {
    return { error: { message: this.message, type: 'invalid_request_error', param: this.param, code: this.code } };
  }
}

/** 404 with the sentence the hosted API used, such as `No thread found with id 'thread_x'.` */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(404, `No ${what} found with id '${id}'.`);
}
