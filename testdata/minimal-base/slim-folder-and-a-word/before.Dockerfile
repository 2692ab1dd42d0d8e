FROM python:3.13
RUN apt-get update && apt-get install -y default-jre-headless nano
RUN git clone https://example.org/x.git /x
CMD ["python", "/x/main.py"]
