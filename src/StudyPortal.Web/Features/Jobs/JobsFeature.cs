namespace StudyPortal.Web.Features.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobsPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder app) => app;
}
