using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace StudyPortal.Web.Shell;

/// <summary>What authorisation refuses, before it becomes a redirect. A visit with nothing that claims to be a sign-in is no event.</summary>
internal sealed class NotedAuthorization(SecurityEvents events, IOptionsMonitor<CookieAuthenticationOptions> cookies) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _answer = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden) events.Note(context, "not for this role");
        else if (authorizeResult.Challenged && !IsVisit(context)) events.Note(context, context.Request.Headers.Authorization.Count > 0 ? "no valid token" : "not signed in");
        return _answer.HandleAsync(next, context, policy, authorizeResult);
    }

    private bool IsVisit(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Authorization.Count == 0 && StatusDocuments.AcceptsHtml(http)
        && !http.Request.Cookies.ContainsKey(cookies.Get(IdentityConstants.ApplicationScheme).Cookie.Name!);
}
