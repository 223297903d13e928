namespace StudyPortal.Web.Features.Audit;

internal static class AuditFeature
{
    public static IServiceCollection AddAuditPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder app) => app;
}
