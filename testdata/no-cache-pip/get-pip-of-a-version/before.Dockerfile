FROM python:3.12
RUN python get-pip.py 'pip==9.0.3' && pip install flask
CMD ["sleep", "1"]
