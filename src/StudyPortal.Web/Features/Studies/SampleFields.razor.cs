using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Which cases are drawn, with the draw as it would be.</summary>
public sealed partial class SampleFields
{
    [Parameter, EditorRequired] public required SamplePreview? Preview { get; set; }

    /// <summary>Something that the draw depends on is another now.</summary>
    [Parameter, EditorRequired] public required EventCallback Changed { get; set; }

    [CascadingParameter] internal StudyForm Study { get; set; } = null!;

    private SampleForm Form => Study.Sample;

    private IReadOnlyList<ArmChoice> Arms => Study.Arms;

    private Task ChangedAsync() => Changed.InvokeAsync();

    private Task ChooseReferenceAsync(ChangeEventArgs chosen)
    {
        Form.Reference = int.TryParse((string?)chosen.Value, CultureInfo.InvariantCulture, out var place) ? Arms[place].Design : null;
        return ChangedAsync();
    }
}
