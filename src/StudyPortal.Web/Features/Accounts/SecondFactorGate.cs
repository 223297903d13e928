using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>On an endpoint that stays open to somebody who must still set up a second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenWithoutSecondFactorAttribute : Attribute;

internal static class SecondFactorGate
{
    /// <summary>Leads everybody whose role needs a second factor, and who has none, to where one is set up; all else is closed to him.</summary>
    public static IApplicationBuilder UseSecondFactorGate(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (CurrentSession.Of(http) is not { LacksSecondFactor: true } || SecondFactor.WasGiven(http.User) || IsOpen(http.GetEndpoint())) return next(http);
        http.RequestServices.GetRequiredService<SecurityEvents>().Note(http, "no second factor yet");
        if (HttpMethods.IsGet(http.Request.Method) && StatusDocuments.AcceptsHtml(http)) http.Response.Redirect(AccountsFeature.AccountPage);
        else http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOpen(Endpoint? endpoint) => endpoint is null
        || endpoint.Metadata.GetMetadata<OpenWithoutSecondFactorAttribute>() is not null
        || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;
}
