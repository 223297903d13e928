using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Tokens;

namespace StudyPortal.Web.Features.Tokens;

/// <summary>One's own tokens; an administrator sees and ends everybody's.</summary>
public sealed partial class TokensPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<TokenRow>? _own;
    private IReadOnlyList<TokenRow> _others = [];
    private Guid _me;
    private bool _isAdmin;
    private string _name = "";
    private int _days = ApiToken.UsualDays;
    private bool _reads = true;
    private bool _reports;
    private string? _refusal;
    private string? _secret;
    private DateTime _expires;

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required ListTokens ListTokens { get; init; }

    [Inject] public required CreateToken Create { get; init; }

    [Inject] public required RevokeToken Revoke { get; init; }

    private IReadOnlyList<string> Scopes => [.. _reads ? [ApiScopes.Read] : Array.Empty<string>(), .. _reports ? [ApiScopes.Reports] : Array.Empty<string>()];

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        (_me, _isAdmin) = (Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.IsInRole(Roles.Admin));
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        _own = await ListTokens.OfAsync(_me, _closed.Token);
        _others = _isAdmin ? [.. (await ListTokens.AllAsync(_closed.Token)).Where(token => token.AccountId != _me)] : [];
    }

    private async Task CreateAsync()
    {
        (_refusal, _secret) = (null, null);
        switch (await Create.ExecuteAsync(_me, _name, Scopes, _days, _closed.Token))
        {
            case CreateTokenOutcome.Created created:
                (_secret, _expires, _name) = (created.Secret, created.ExpiresUtc, "");
                break;
            case CreateTokenOutcome.Refused refused:
                _refusal = refused.Reason;
                break;
        }

        await ReloadAsync();
    }

    private async Task RevokeAsync(TokenRow token)
    {
        await Revoke.ExecuteAsync(token.Id, _me, _closed.Token);
        await ReloadAsync();
    }
}
