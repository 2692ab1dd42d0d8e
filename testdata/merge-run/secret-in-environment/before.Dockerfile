FROM debian:13
RUN --mount=type=secret,id=tok,env=tok tok=x
RUN --mount=type=secret,id=tok,env=tok touch /y
