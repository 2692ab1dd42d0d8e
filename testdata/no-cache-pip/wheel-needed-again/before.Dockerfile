FROM python:3.14-alpine
RUN apk add --no-cache gcc musl-dev && pip install cffi && apk del gcc musl-dev
RUN pip install --no-cache-dir --target /app cffi
