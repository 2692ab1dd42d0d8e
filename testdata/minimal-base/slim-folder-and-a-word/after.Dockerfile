FROM python:3.13-slim
RUN mkdir -p /usr/share/man/man1
RUN apt-get update && apt-get install -y default-jre-headless nano git
RUN git clone https://example.org/x.git /x
CMD ["python", "/x/main.py"]
