FROM debian:12
RUN python3 setup.py install
RUN touch b
