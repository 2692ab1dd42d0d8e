FROM debian:12
RUN useradd -m app
RUN touch ~/a
