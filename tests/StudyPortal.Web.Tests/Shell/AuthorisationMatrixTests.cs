using System.Reflection;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>Everybody at every endpoint. What is mapped anew fails here until somebody has said who may ask for it.</summary>
public sealed class AuthorisationMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    public static TheoryData<string> Names => [.. AuthorisationMatrix.Rows.Select(row => row.Name)];

    [Fact]
    public void Every_endpoint_and_every_hub_method_has_its_row()
    {
        var rows = AuthorisationMatrix.Rows.Select(row => row.Name).ToList();
        string[] missing = [.. Endpoints().SelectMany(endpoint => endpoint.Without(rows)), .. HubMethods().Except(rows)];

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_is_of_an_endpoint_that_is_there()
    {
        var (endpoints, methods) = (Endpoints().ToList(), HubMethods().ToHashSet());
        var gone = AuthorisationMatrix.Rows.Select(row => row.Name).Where(row => !methods.Contains(row) && !endpoints.Exists(endpoint => endpoint.Takes(row))).ToList();

        Assert.Empty(gone);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everybody_is_answered_as_the_matrix_says(string name)
    {
        var row = AuthorisationMatrix.Rows.Single(row => row.Name == name);
        var values = row.With.Select(with => world.Objects.GetValueOrDefault(with, with)).ToList();

        Assert.Equal(row.Answers, await AnswersAsync(row, values));
    }

    /// <summary>Whoever may not ask learns nothing: he is answered as if the object were there.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Of_what_is_not_there_everybody_hears_the_same_as_of_what_is_not_his(string name)
    {
        var row = AuthorisationMatrix.Rows.Single(row => row.Name == name);
        var objects = row.With.Index().Where(with => world.Objects.ContainsKey(with.Item)).Select(with => with.Index).ToList();
        Assert.Equal(row.Unknown.Length > 0, objects.Count > 0);
        foreach (var strange in objects)
        {
            var values = row.With.Select((with, index) => index == strange ? Guid.NewGuid().ToString() : world.Objects.GetValueOrDefault(with, with)).ToList();

            Assert.Equal(row.Answers.Select(answer => answer[0] == '2' ? row.Unknown : answer), await AnswersAsync(row, values));
        }
    }

    /// <summary>Pages take forms at the same address.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whoever_may_not_see_a_page_cannot_send_it_a_form(string name)
    {
        var row = AuthorisationMatrix.Rows.Single(row => row.Name == name);
        if (!Endpoints().Any(endpoint => endpoint.IsPage && endpoint.Takes(name))) return;
        var path = MatrixWorld.PathOf(row.Pattern, [.. row.With.Select(with => world.Objects.GetValueOrDefault(with, with))]);
        foreach (var (person, answer) in AuthorisationMatrix.People.Zip(row.Answers).Where(pair => pair.Second is "in" or "no"))
            Assert.Equal(answer, await world.Person(person).AskAsync("POST", path, new FormUrlEncodedContent([])));
    }

    private async Task<IReadOnlyList<string>> AnswersAsync(MatrixRow row, IReadOnlyList<string> values)
    {
        var answers = new List<string>();
        foreach (var person in AuthorisationMatrix.People.Select(world.Person))
            answers.Add(row.Method == "HUB"
                ? await person.CallAsync(row.Pattern.Split(' ')[0], row.Pattern.Split(' ')[1], [.. values])
                : await person.AskAsync(row.Method, MatrixWorld.PathOf(row.Pattern, values) + row.Query, world.BodyOf(row)));
        return answers;
    }

    private IEnumerable<Mapped> Endpoints() => Routes().Select(endpoint => new Mapped(
        endpoint.RoutePattern.RawText!,
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [],
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null));

    private IEnumerable<RouteEndpoint> Routes() => world.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    /// <summary>Of the portal's own hubs; that of the framework carries pages, whose rows are above.</summary>
    private IEnumerable<string> HubMethods() =>
        from endpoint in Routes()
        let hub = endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType
        where hub?.Assembly == typeof(Program).Assembly && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Connections.NegotiateMetadata>() is null
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetBaseDefinition() == method
        select $"HUB {endpoint.RoutePattern.RawText} {method.Name}";

    /// <param name="Pattern">As it was mapped.</param>
    /// <param name="Methods">None where it takes all.</param>
    /// <param name="IsPage">It takes forms, too; the last test is theirs.</param>
    private sealed record Mapped(string Pattern, IReadOnlyList<string> Methods, bool IsPage)
    {
        public bool Takes(string row) => row.Split(' ') is [var method, var pattern] && pattern == Pattern && (Methods.Count == 0 || Methods.Contains(method));

        /// <summary>What of it has no row; asking for the head alone is asking.</summary>
        public IEnumerable<string> Without(IReadOnlyList<string> rows) => Methods.Count == 0
            ? rows.Any(Takes) ? [] : [$"GET {Pattern}"]
            : Methods.Where(method => method != "HEAD" && !(IsPage && method == "POST")).Select(method => $"{method} {Pattern}").Except(rows);
    }
}
