namespace StudyPortal.Core.Studies;

/// <summary>When a question is asked. Where any is asked of the image alone, the map appears only after those are answered, which are then locked.</summary>
public enum ReadingStep
{
    WithMap,
    ImageAlone,
}
