FROM --platform=$TARGETPLATFORM debian:13
FROM registry.example.org:5000/x/debian:1
