namespace StudyPortal.Web.Features.Health;

internal static class HealthFeature
{
    public static IServiceCollection AddHealthPages(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreAnswers>("store");
        return services;
    }

    /// <summary>For load balancers and containers: one word, no detail.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        return app;
    }
}
