FROM python:3.13
RUN apt-get update && apt-get install -y git-lfs && git lfs version && apt-get purge -y --auto-remove git-lfs
RUN git clone https://example.org/x
CMD ["python", "-V"]
