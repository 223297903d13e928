using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>One data set: what it holds, where it comes from, and its cases; the filter is in the address, so it can be linked and gone back to.</summary>
public sealed partial class DatasetPage : IDisposable
{
    private const int PageSize = 48;
    private const string SplitQuery = "split";
    private const string LabelQuery = "label";
    private const string ValueQuery = "value";
    private const string PageQuery = "page";

    private readonly CancellationTokenSource _closed = new();
    private DatasetDetails? _dataset;
    private CaseList _page = new(0, []);

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = SplitQuery)] public string? Split { get; set; }

    [SupplyParameterFromQuery(Name = LabelQuery)] public string? Label { get; set; }

    [SupplyParameterFromQuery(Name = ValueQuery)] public string? Value { get; set; }

    [SupplyParameterFromQuery(Name = PageQuery)] public int? Page { get; set; }

    [Inject] public required ReadDataset Datasets { get; set; }

    [Inject] public required ListCases Cases { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    private string Subtitle => string.Create(CultureInfo.InvariantCulture, $"{_dataset?.Cases} cases of {_dataset?.Patients} patients");

    private int PageNumber => Math.Max(1, Page ?? 1);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _dataset = _dataset?.Id.Value == Id ? _dataset : await Datasets.ExecuteAsync(new DatasetId(Id), _closed.Token);
        if (_dataset is null) Navigation.NotFound();
        else _page = await Cases.ExecuteAsync(_dataset.Id, CaseFilterText.Read(Split, Label, Value), PageNumber - 1, PageSize, _closed.Token);
    }

    private void Filter(ChangeEventArgs _, params (string Name, object? Value)[] changes)
    {
        var query = changes.ToDictionary(change => change.Name, change => string.IsNullOrEmpty(change.Value?.ToString()) ? null : change.Value);
        query[PageQuery] = null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query));
    }

    private void GoTo(int page) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(PageQuery, page));

    private string CaseAddress(int number) => $"/datasets/{Id}/cases/{number.ToString(CultureInfo.InvariantCulture)}{CaseFilterText.Write(Split, Label, Value)}";
}
