namespace StudyPortal.Core.Studies;

/// <summary>One question with a text for each score from 0 to 5.</summary>
public sealed record QuestionDesign(string Prompt, IReadOnlyList<string> Anchors)
{
    /// <summary>The scale of the study that the portal was built to repeat (Han et al. 2021), in words.</summary>
    public static QuestionDesign Default { get; } = new(
        "How well does the map point to what matters in this image?",
        ["No relation", "Hardly any", "A little", "Partly", "Mostly", "Exactly"]);
}
