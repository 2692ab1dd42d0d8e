FROM python:3.11
RUN pip install --no-cache-dir pipx
RUN pipx install pycowsay
CMD ["python3"]
