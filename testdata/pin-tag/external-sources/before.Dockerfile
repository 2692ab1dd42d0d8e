FROM mcr.microsoft.com/dotnet/sdk AS build
FROM mcr.microsoft.com/dotnet/aspnet:latest AS run
FROM mcr.microsoft.com/dotnet/runtime:8.0-alpine
