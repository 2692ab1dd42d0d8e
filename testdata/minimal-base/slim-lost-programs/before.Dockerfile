FROM python:3.12
RUN git clone https://example.org/x.git /x && make -C /x
RUN pip install git+https://example.org/y.git
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
CMD ["python", "/x/app.py"]
