FROM python:3.13
RUN usermod -aG _ssh root
CMD ["true"]
