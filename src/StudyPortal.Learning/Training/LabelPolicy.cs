using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>What a label that is neither positive nor negative teaches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelPolicy>))]
public enum LabelPolicy
{
    [JsonStringEnumMemberName("zeros")]
    Zeros,

    [JsonStringEnumMemberName("ones")]
    Ones,

    /// <summary>Nothing: it is masked out of the loss.</summary>
    [JsonStringEnumMemberName("ignore")]
    Ignore,
}

/// <summary>Applies label policies to a set's labels.</summary>
public static class LabelPolicies
{
    /// <summary>How an uncertain label is stored, as in CheXpert.</summary>
    public const float Uncertain = -1;

    /// <summary>The target of training: 0, 1, or NaN for masked.</summary>
    public static float Target(float label, LabelPolicy uncertain, LabelPolicy unmentioned) => label switch
    {
        Uncertain => Resolve(uncertain),
        float.NaN => Resolve(unmentioned),
        _ => label,
    };

    private static float Resolve(LabelPolicy policy) => policy switch
    {
        LabelPolicy.Zeros => 0,
        LabelPolicy.Ones => 1,
        _ => float.NaN,
    };
}
