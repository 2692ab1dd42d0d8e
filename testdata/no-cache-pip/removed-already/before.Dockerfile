FROM python:3.12
RUN pip install flask && rm -rf ~/.cache/pip
CMD ["sleep", "1"]
