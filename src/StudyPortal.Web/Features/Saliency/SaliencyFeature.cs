namespace StudyPortal.Web.Features.Saliency;

internal static class SaliencyFeature
{
    public static IServiceCollection AddSaliencyPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapSaliency(this IEndpointRouteBuilder app) => app.MapSaliencyPictures();
}
