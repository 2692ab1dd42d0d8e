FROM python:3.14
RUN true \
 # why
 && uv pip install --system flask
RUN mkdir -p /x; \
	uv sync --locked
