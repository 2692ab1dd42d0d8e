FROM python:3.13
RUN env -S "git -v"
CMD ["true"]
