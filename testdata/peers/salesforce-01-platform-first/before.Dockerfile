FROM --platform=$TARGETPLATFORM debian
FROM registry.example.org:5000/x/debian:1
