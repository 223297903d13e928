using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>Which epoch is the best: its weights are kept, and patience counts from it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SelectionRule>))]
public enum SelectionRule
{
    /// <summary>Highest macro AUC of the validation set; a share of it may be that under attack.</summary>
    [JsonStringEnumMemberName("auc")]
    Auc,

    /// <summary>Lowest validation loss of clean images, the rule of Han et al. (2021).</summary>
    [JsonStringEnumMemberName("loss")]
    Loss,
}
