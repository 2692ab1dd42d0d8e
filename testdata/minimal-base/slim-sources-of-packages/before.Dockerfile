FROM python:3.13
RUN apt-get update && apt-get source --download-only bash
RUN apt-get source bash
CMD ["python", "-V"]
