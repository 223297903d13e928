using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Features.Studies;

/// <summary>In which order each reader sees the maps.</summary>
public sealed partial class OrderFields
{
    /// <summary>How much there is to read is another now.</summary>
    [Parameter, EditorRequired] public required EventCallback Changed { get; set; }

    [CascadingParameter] internal StudyForm Study { get; set; } = null!;

    private OrderForm Form => Study.Order;

    private Task ChangedAsync() => Changed.InvokeAsync();
}
