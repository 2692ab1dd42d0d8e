FROM python:3.12
RUN git clone https://example.org/x.git /x && apt-get purge -y git wget
RUN apt-mark hold curl
CMD ["python3", "/x/app.py"]
