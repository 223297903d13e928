namespace StudyPortal.Web.Features.Reading;

internal static class ReadingFeature
{
    public static IServiceCollection AddReadingPages(this IServiceCollection services) => services.AddHostedService<ReadingBroadcast>();

    public static IEndpointRouteBuilder MapReading(this IEndpointRouteBuilder app) => app.MapReadingEndpoints().MapSignatures();
}
