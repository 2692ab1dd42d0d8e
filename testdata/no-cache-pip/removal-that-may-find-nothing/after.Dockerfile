FROM python:3.14
RUN pip install --no-cache-dir flask && rm -rf ~/.cache
RUN rm -rf /root/.cache/pip /root/.cache/huggingface
