FROM python:3.11
RUN pip install six idna
RUN bash -c "python3 -m pip install 'click<9'"
CMD ["python3"]
