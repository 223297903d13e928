using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.OpenApi;

namespace StudyPortal.Web.Features.Api;

/// <summary>The OpenAPI document, to be read.</summary>
public sealed partial class ApiPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ApiOperation>? _operations;
    private IReadOnlyList<ApiShape> _shapes = [];

    [Inject(Key = ApiDocument.Name)] public required IOpenApiDocumentProvider Documents { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    private string Portal => Navigation.BaseUri.TrimEnd('/');

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var document = await Documents.GetOpenApiDocumentAsync(_closed.Token);
        _shapes = [.. (document.Components?.Schemas ?? new Dictionary<string, Microsoft.OpenApi.IOpenApiSchema>()).Select(schema => ApiShape.Of(schema.Key, schema.Value))];
        _operations = [.. ApiOperation.All(document)];
    }
}
