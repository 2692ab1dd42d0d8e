FROM python:3.13
RUN command -v git
CMD ["sleep", "1"]
