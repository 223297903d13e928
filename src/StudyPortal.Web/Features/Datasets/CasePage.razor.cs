using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>One case: its image through a window of choice, its labels, boxes and origin.</summary>
public sealed partial class CasePage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private CaseDetails? _case;
    private int _low;
    private int _high;
    private bool _showBoxes = true;

    [Parameter] public Guid Id { get; set; }

    [Parameter] public int Number { get; set; }

    [SupplyParameterFromQuery] public string? Split { get; set; }

    [SupplyParameterFromQuery] public string? Label { get; set; }

    [SupplyParameterFromQuery] public string? Value { get; set; }

    [Inject] public required ReadCase Cases { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    private string Query => CaseFilterText.Write(Split, Label, Value);

    /// <summary>The sliders reach a quarter beyond the source's own window, within what can be stored.</summary>
    private int Lowest => _case is null ? 0 : Math.Max(0, _case.WindowLow - Reach);

    private int Highest => _case is null ? 0 : Math.Min((1 << _case.BitDepth) - 1, _case.WindowHigh + Reach);

    private int Reach => _case is null ? 0 : (_case.WindowHigh - _case.WindowLow) / 4;

    private string ImageAddress => string.Create(CultureInfo.InvariantCulture, $"/datasets/cases/{_case?.Id}/image?low={_low}&high={_high}");

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _case = await Cases.ExecuteAsync(new DatasetId(Id), Number, CaseFilterText.Read(Split, Label, Value), _closed.Token);
        if (_case is null) Navigation.NotFound();
        else Window(_case.WindowLow, _case.WindowHigh);
    }

    /// <summary>White stays above black.</summary>
    private void Window(int low, int high) => (_low, _high) = (Math.Min(low, high - 1), Math.Max(high, low + 1));

    private string CaseAddress(int number) => $"/datasets/{Id}/cases/{number.ToString(CultureInfo.InvariantCulture)}{Query}";

    private static int Read(ChangeEventArgs change) => int.Parse($"{change.Value}", CultureInfo.InvariantCulture);

    private static string Pixel(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
