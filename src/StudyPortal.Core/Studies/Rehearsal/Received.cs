using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>All that a reader received in one rehearsal.</summary>
/// <param name="Texts">Pages and bodies, with their headers.</param>
/// <param name="Places">One for each item of the study.</param>
public sealed record Received(IReadOnlyList<ReceivedText> Texts, IReadOnlyList<ReceivedPlace> Places);

/// <summary>A page or a body as text.</summary>
/// <param name="Where">Its address.</param>
/// <param name="Content">Headers, a line each, and body.</param>
public sealed record ReceivedText(string Where, string Content);

/// <summary>What belongs to one place.</summary>
/// <param name="Slot">The id of the place.</param>
/// <param name="Said">The session's JSON of the place, without its id.</param>
/// <param name="Image">The answer with the image.</param>
/// <param name="Map">The answer with the map.</param>
public sealed record ReceivedPlace(Guid Slot, string Said, ReceivedPicture Image, ReceivedPicture Map);

/// <summary>The answer to a request for pixels.</summary>
/// <param name="Status">200 where all is well.</param>
/// <param name="Headers">All but date and entity tag, a line each, in the order of their names.</param>
/// <param name="Tag">The entity tag.</param>
/// <param name="Length">Bytes of the body.</param>
/// <param name="Shape">Width, height, bits and slices, as the body's first bytes.</param>
/// <param name="Content">SHA-256 of the body.</param>
/// <param name="Took">From the request to the last byte.</param>
public sealed record ReceivedPicture(int Status, string Headers, string Tag, long Length, string Shape, BlobHash Content, TimeSpan Took);
