FROM python:3.12
RUN uv pip install --system flask && uv cache clean
CMD ["sleep", "1"]
