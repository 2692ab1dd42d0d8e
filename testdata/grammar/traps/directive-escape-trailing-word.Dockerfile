# escape=` # comment
FROM alpine
