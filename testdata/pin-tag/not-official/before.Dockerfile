FROM example/app
FROM registry.example.org:5000/team/debian:latest
FROM localhost/debian
