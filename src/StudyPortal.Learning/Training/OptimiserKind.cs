using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>How a step changes the weights; betas 0.9 and 0.999, epsilon 1e-8, as PyTorch's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimiserKind>))]
public enum OptimiserKind
{
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>With <see cref="TrainingRecipe.Momentum"/>.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,

    /// <summary>Adam whose weight decay acts on the weights, not on the gradient (Loshchilov and Hutter, ICLR 2019).</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW,
}
