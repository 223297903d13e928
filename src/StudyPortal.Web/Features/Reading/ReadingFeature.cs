namespace StudyPortal.Web.Features.Reading;

internal static class ReadingFeature
{
    public static IServiceCollection AddReadingPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapReading(this IEndpointRouteBuilder app) => app;
}
