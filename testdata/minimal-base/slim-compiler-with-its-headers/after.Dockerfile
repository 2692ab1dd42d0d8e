FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make && apt-config dump > /settings
COPY main.c /src/
RUN cd /src && gcc -o /main main.c
CMD ["/main"]
