namespace StudyPortal.Web.Features.Studies;

internal static class StudiesFeature
{
    public static IServiceCollection AddStudiesPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapStudies(this IEndpointRouteBuilder app) => app.MapStudyTemplates();
}
