using System.Net;
using System.Text.Json;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Tokens;
using StudyPortal.Testing.Requests;
using StudyPortal.Web.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>The world of the authorisation matrix, in Production, with what the OpenAPI document says may be asked.</summary>
public sealed class FuzzWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private RawConnection _line = null!;
    private Leaks _leaks = null!;

    public MatrixWorld Matrix { get; } = new(LivePortal.Start(environment: "Production"));

    /// <summary>Every endpoint that takes requests.</summary>
    public IReadOnlyList<MatrixRow> Rows { get; } = [.. AuthorisationMatrix.Rows.Where(row => row.Method != "HUB")];

    /// <summary>The names of the query of each operation, by the row of its endpoint.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Queries { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    public async ValueTask InitializeAsync()
    {
        await Matrix.InitializeAsync();
        _line = new RawConnection(Matrix.Portal.Address, Patience);
        _leaks = new Leaks([Matrix.Portal.Services.GetRequiredService<DataRoot>().Folder, AppContext.BaseDirectory]);
        using var client = Matrix.Portal.WithToken(await NewTokenAsync("document"));
        using var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json"));
        Queries = (
            from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", Names: NamesOf(operation.Value)))
            .ToDictionary(operation => operation.Name, operation => operation.Names);
    }

    public ValueTask DisposeAsync() => Matrix.DisposeAsync();

    /// <summary>A token may ask a limited number of times in a row; the next one begins anew.</summary>
    public Task<string> NewTokenAsync(string name) => Matrix.Portal.TokenAsync(Matrix.Accounts["admin"], name, ApiScopes.Read, ApiScopes.Reports);

    /// <summary>The request of a row as it should be.</summary>
    public async Task<RawRequest> WriteAsync(MatrixRow row, MatrixPerson person)
    {
        using var body = Matrix.BodyOf(row);
        return await person.WriteAsync(row.Method, MatrixWorld.PathOf(row.Pattern, Matrix.ValuesOf(row)), row.Query.TrimStart('?'), body);
    }

    /// <param name="random">Draws the loopback address it comes from: sign-in is limited by address.</param>
    public Task<RawAnswer> SendAsync(RawRequest request, Random random, CancellationToken cancellationToken) =>
        _line.SendAsync(request, new IPAddress([127, (byte)random.Next(1, 200), (byte)random.Next(256), (byte)random.Next(1, 255)]), cancellationToken);

    /// <summary>Null, or what is wrong with the answer.</summary>
    public string? Fault(RawRequest request, RawAnswer answer) => answer switch
    {
        { Status: RawAnswer.TooLate } => "no answer in time",
        { Status: RawAnswer.Closed } => request.MayGoUnanswered ? null : "the line was closed without an answer",
        { Status: >= 500 and not 501 and not 505 } => $"status {answer.Status}",
        _ => _leaks.In(answer.Text) is { } leak ? $"shows {leak}" : _leaks.In(answer.Head) is { } told ? $"a header shows {told}" : null,
    };

    private static IReadOnlyList<string> NamesOf(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
        : [];
}
