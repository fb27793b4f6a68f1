-- every article that is not withdrawn has a text
SELECT number FROM article WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM article_version v WHERE v.id = version AND v.article = number);
-- every article that is not withdrawn has a run of its text
SELECT number FROM article WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = run AND r.version = article.version);
-- every article that is not withdrawn is shown
SELECT number FROM article WHERE NOT withdrawn AND number NOT IN (SELECT article FROM article_shown);
-- every local entity of a current run belongs to an entity
SELECT l.id FROM local_entity l JOIN article a ON a.run = l.run WHERE NOT a.withdrawn AND l.id NOT IN (SELECT local FROM entity_member);
-- every member of an entity stands in a current run
SELECT local FROM entity_member WHERE local NOT IN (SELECT l.id FROM local_entity l JOIN article a ON a.run = l.run WHERE NOT a.withdrawn);
-- every entity has a member of its own id
SELECT id FROM entity WHERE id NOT IN (SELECT local FROM entity_member WHERE entity = entity.id);
-- every mention of a current run has a local entity
SELECT m.id FROM mention m JOIN article a ON a.run = m.run WHERE NOT a.withdrawn AND NOT EXISTS (SELECT 1 FROM local_entity l WHERE l.run = m.run AND l.id = m.entity);
-- every report of a current run belongs to an event
SELECT r.id FROM report r JOIN article a ON a.run = r.run WHERE NOT a.withdrawn AND r.id NOT IN (SELECT report FROM event_member);
-- every report of an event stands in a current run
SELECT report FROM event_member WHERE report NOT IN (SELECT r.id FROM report r JOIN article a ON a.run = r.run WHERE NOT a.withdrawn);
-- every event has a report and a lead among them
SELECT id FROM event WHERE lead NOT IN (SELECT report FROM event_member WHERE event = event.id);
-- every target is bound or an orphan
SELECT target FROM anchor WHERE target NOT IN (SELECT target FROM binding);
-- decisions shown are those of a bound target
SELECT d.id FROM decided d WHERE NOT EXISTS (SELECT 1 FROM binding b WHERE b.target = d.target AND b.bound = d.id);
-- every decision on a bound target is shown
SELECT d.target FROM decision d JOIN binding b ON b.target = d.target WHERE b.bound IS NOT NULL AND d.target NOT IN (SELECT target FROM decided);
-- no finding lies outside its text
SELECT m.id FROM mention m JOIN run r ON r.id = m.run JOIN article_version v ON v.id = r.version WHERE m.start < 0 OR m.end <= m.start OR m.end > v.size;
-- what can be redone is at the end of the journal
SELECT sequence FROM journal WHERE state = 'undone' AND sequence < (SELECT max(sequence) FROM journal WHERE state = 'done');
-- what the members of an entity are called counts all of them but those that wait
SELECT m.entity FROM entity_member m WHERE m.position < 10000000 GROUP BY 1 HAVING count(*) <> (SELECT coalesce(sum(f.count), 0) FROM entity_form f WHERE f.entity = m.entity);
