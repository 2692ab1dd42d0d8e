FROM python:3.11
RUN pip install 'pip<24'
RUN pip install six idna; pip install "click<9"
CMD ["python3"]
