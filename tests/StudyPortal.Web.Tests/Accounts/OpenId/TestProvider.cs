using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StudyPortal.Web.Tests.Accounts.OpenId;

/// <summary>
/// An OpenID provider on Kestrel and loopback: discovery, keys, authorisation code with PKCE, an id_token signed with RS256, sign-out.
/// Whoever comes is taken for <see cref="Person"/>; it can be told to lie.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "studyportal";
    public const string ClientSecret = "a secret of the test provider";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, (string Challenge, string Nonce)> _codes = [];
    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key;

    private TestProvider()
    {
        _key = new RsaSecurityKey(_rsa) { KeyId = "1" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", Discovery);
        _app.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey() } }));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/logout", Logout);
    }

    public string Issuer => _app.Urls.First();

    /// <summary>Null: declines.</summary>
    public ProviderPerson? Person { get; set; }

    /// <summary>Changes the token before it is signed.</summary>
    public Action<SecurityTokenDescriptor>? Lie { get; set; }

    /// <summary>What it was asked at the last sign-in.</summary>
    public IQueryCollection? Asked { get; private set; }

    /// <summary>The token that came with the last sign-out.</summary>
    public string? SignedOutWith { get; private set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    /// <summary>Signed by somebody else.</summary>
    public static void SignFalsely(SecurityTokenDescriptor token) =>
        token.SigningCredentials = new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "1" }, SecurityAlgorithms.RsaSha256);

    private IResult Discovery() => Results.Json(new
    {
        issuer = Issuer,
        authorization_endpoint = $"{Issuer}/authorize",
        token_endpoint = $"{Issuer}/token",
        jwks_uri = $"{Issuer}/keys",
        end_session_endpoint = $"{Issuer}/logout",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
        code_challenge_methods_supported = new[] { "S256" },
    });

    private object PublicKey()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = Asked = request.Query;
        var back = new Dictionary<string, string?> { ["state"] = query["state"] };
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256") return Results.BadRequest("not a code flow with PKCE");
        if (Person is null)
        {
            back["error"] = "access_denied";
            return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, back));
        }

        back["code"] = Guid.NewGuid().ToString("N");
        _codes.Add(back["code"]!, (query["code_challenge"]!, query["nonce"]!));
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, back));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !_codes.Remove(form["code"].ToString(), out var code)) return Results.BadRequest(new { error = "invalid_grant" });
        var proof = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return proof == code.Challenge
            ? Results.Json(new { access_token = "access", token_type = "Bearer", expires_in = 300, id_token = IdToken(Person!, code.Nonce) })
            : Results.BadRequest(new { error = "invalid_grant" });
    }

    private string IdToken(ProviderPerson person, string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = ClientId, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = person.Subject, ["name"] = person.Name, ["email"] = person.Email, ["email_verified"] = person.EmailVerified,
                ["nonce"] = nonce, ["auth_time"] = EpochTime.GetIntDate(now), ["amr"] = person.Methods.ToArray(), ["groups"] = person.Groups.ToArray(),
            },
        };
        Lie?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    private IResult Logout(HttpRequest request)
    {
        SignedOutWith = request.Query["id_token_hint"];
        return Results.Redirect(QueryHelpers.AddQueryString(request.Query["post_logout_redirect_uri"]!, "state", request.Query["state"].ToString()));
    }
}
