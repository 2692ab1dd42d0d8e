FROM python:3.13
ARG REPOSITORY
RUN apt-get update && apt-get install -y git
RUN git clone "$REPOSITORY" /x
CMD ["python", "-V"]
